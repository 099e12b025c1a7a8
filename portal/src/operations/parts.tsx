import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { hrefOfStudy } from '../router';
import { Dialog } from '../ui/Dialog';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import type { Loaded } from './useLoaded';

/** Heading of a page, what it says of itself, and its acts at the right. */
export function SectionHead({ title, children, acts }: { readonly title: string; readonly children?: ComponentChildren; readonly acts?: ComponentChildren }) {
  return (
    <header class="section-head">
      <div>
        <h1>{title}</h1>
        {children && <p class="muted">{children}</p>}
      </div>
      {acts && <div class="section-acts">{acts}</div>}
    </header>
  );
}

/** Failure and waiting, until there is something to show. */
export function Awaited<T>({ loaded, children }: { readonly loaded: Loaded<T>; readonly children: (body: T) => ComponentChildren }) {
  return (
    <>
      {loaded.error !== null && <Failure error={loaded.error} action="Try again" onAction={loaded.reload} />}
      {loaded.body === null && loaded.error === null && <p class="loading">Loading…</p>}
      {loaded.body !== null && children(loaded.body)}
    </>
  );
}

export function StudyLink({ study }: { readonly study: { readonly studyId: string; readonly code: string } }) {
  return <a class="study-link" href={hrefOfStudy(study.studyId)}>{study.code}</a>;
}

/** Of the oldest of the sums that a page adds up: what happens now is counted each minute, older hours seldom. */
export function AsOf({ at }: { readonly at: string | undefined }) {
  return at ? <>No part of it was counted before <ClockTime at={at} />.</> : <>Nothing was counted yet.</>;
}

interface FieldProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly children: (id: string) => ComponentChildren;
}

/** A control with its label above it and what is wrong with it below. */
export function Field({ label, error, children }: FieldProps) {
  const id = useId();
  return (
    <div class={`field${error ? ' field-wrong' : ''}`}>
      <label for={id}>{label}</label>
      {children(id)}
      {error && <p class="field-error" role="alert">{error}</p>}
    </div>
  );
}

interface ReasonDialogProps {
  readonly title: string;
  readonly action: string;
  readonly children?: ComponentChildren;
  readonly onAct: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why before an act is done; the reason goes into the audit log. */
export function ReasonDialog({ title, action, children, onAct, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = (event: Event): void => {
    event.preventDefault();
    setBusy(true);
    onAct(reason.trim()).then(onClose, (failure: unknown) => {
      setError(failure);
      setBusy(false);
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="reason-form" onSubmit={act}>
        {children}
        <Field label="Why (stands in the audit log; no patient's name)">
          {(id) => <textarea id={id} rows={3} maxLength={500} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />}
        </Field>
        {error !== null && <Failure error={error} />}
        <div class="dialog-acts">
          <button type="button" onClick={onClose}>Cancel</button>
          <button type="submit" class="primary" disabled={busy || reason.trim() === ''}>{action}</button>
        </div>
      </form>
    </Dialog>
  );
}

interface DaysProps {
  readonly from: string;
  readonly to: string;
  readonly onChange: (from: string, to: string) => void;
}

/** The days that are looked at, both included (UTC, as they are counted). */
export function Days({ from, to, onChange }: DaysProps) {
  return (
    <div class="days">
      <Field label="From">{(id) => <input id={id} type="date" value={from} max={to} onChange={(event) => onChange(event.currentTarget.value || from, to)} />}</Field>
      <Field label="To">{(id) => <input id={id} type="date" value={to} min={from} max={dayOf(Date.now())} onChange={(event) => onChange(from, event.currentTarget.value || to)} />}</Field>
    </div>
  );
}

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const daysAgo = (days: number): string => dayOf(Date.now() - days * 86_400_000);
