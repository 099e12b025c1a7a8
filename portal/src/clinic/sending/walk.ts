/** A file and where it lay. The path is shown here and sent nowhere: it may hold a name. */
export interface Found {
  readonly path: string;
  readonly file: File;
}

/** What was dropped. To be called while the drop is handled: afterwards the browser forgets it. */
export function entriesOf(transfer: DataTransfer): AsyncGenerator<Found> {
  const entries: (FileSystemEntry | File)[] = [];
  for (const item of transfer.items) {
    const entry = item.kind === 'file' ? (item.webkitGetAsEntry() ?? item.getAsFile()) : null;
    if (entry) entries.push(entry);
  }
  return walk(entries);
}

/** What was chosen, a folder's files with their paths. */
export async function* filesOf(list: Iterable<File>): AsyncGenerator<Found> {
  for (const file of list) yield { path: file.webkitRelativePath || file.name, file };
}

/** Folder by folder, so that thousands of files are never asked for at once. */
async function* walk(entries: readonly (FileSystemEntry | File)[]): AsyncGenerator<Found> {
  for (const entry of entries)
    if (entry instanceof File) yield { path: entry.name, file: entry };
    else if (entry.isDirectory) yield* walkFolder((entry as FileSystemDirectoryEntry).createReader());
    else {
      const file = await new Promise<File | null>((resolve) => (entry as FileSystemFileEntry).file(resolve, () => resolve(null)));
      if (file) yield { path: entry.fullPath.replace(/^\//, ''), file };
    }
}

async function* walkFolder(reader: FileSystemDirectoryReader): AsyncGenerator<Found> {
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (entries.length === 0) return;
    yield* walk(entries);
  }
}
