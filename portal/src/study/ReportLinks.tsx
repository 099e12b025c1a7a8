import { useState } from 'preact/hooks';
import type { StudyDetail } from '../api/contract';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';

const formats = [['pdf', 'PDF'], ['sr', 'DICOM SR'], ['fhir', 'FHIR']] as const;

/** The report as it stands, signed or marked as what nobody signed; and the AI's segmentation. */
export function ReportLinks({ detail }: { readonly detail: StudyDetail }) {
  const { client } = usePortal();
  const { study, result } = detail;
  const [error, setError] = useState<unknown>(null);
  const fetchReport = (format: string): void => {
    setError(null);
    client.file(`/api/studies/${encodeURIComponent(study.studyId)}/report?format=${format}`).then(save, setError);
  };
  return (
    <section class="report-links">
      <h2>Report</h2>
      <p class="report-acts">
        {formats.map(([format, words]) => (
          <button type="button" key={format} onClick={() => fetchReport(format)}>{words}</button>
        ))}
        {result?.segmentation && <a class="button" href={result.segmentation} download={`${study.code}-ai-segmentation.dcm`}>AI segmentation</a>}
      </p>
      {error !== null && <Failure error={error} />}
    </section>
  );
}

/** A click of ours on a link to the bytes: the token cannot stand in an address. */
function save({ name, content }: { readonly name: string; readonly content: Blob }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
