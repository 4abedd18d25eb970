/** Files with their places within what was picked or dropped. */
export interface PickedFile {
  place: string;
  file: File;
}

const FILES_MAX = 1_000;

/** Of a file input, which tells the folder where one was picked. */
export function filesOfInput(list: FileList | null): PickedFile[] {
  return [...(list ?? [])].slice(0, FILES_MAX).map((file) => ({ place: file.webkitRelativePath || file.name, file }));
}

/** Of a drop, folders and what is in them included. Call it in the event itself: afterwards the browser has forgotten them. */
export async function filesOfDrop({ items }: DataTransfer): Promise<PickedFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: PickedFile[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry: FileSystemEntry, found: PickedFile[]): Promise<void> {
  if (found.length >= FILES_MAX) return;
  if (isFolder(entry)) {
    const reader = entry.createReader();
    // A reader gives a hundred at a time, and none when it is at its end.
    for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader)) {
      for (const one of some) await collect(one, found);
    }
  } else if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ place: entry.fullPath.replace(/^\//, ''), file });
  }
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
