import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../../api/client';
import type { FindingCode } from '../../api/contract';

/** What an own finding may be called. */
export function useFindingCodes(client: Client): readonly FindingCode[] {
  const [codes, setCodes] = useState<readonly FindingCode[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    client.get<{ codes: readonly FindingCode[] }>('/api/finding-codes', abort.signal).then(
      ({ body }) => setCodes(body.codes),
      // Without the list nothing can be saved, and the form says so; the next one asks again.
      () => undefined,
    );
    return () => abort.abort();
  }, [client]);
  return codes;
}
