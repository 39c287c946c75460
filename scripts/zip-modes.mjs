// The rights of the files in a zip archive, which are those that the files happen to have on the machine that packs.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** A regular file that everyone may read and its owner may write. */
const MODE = 0o100644;

/**
 * Gives every file of an archive the same rights. They stand in the list at its end only (section 4.3.12 of
 * PKWARE's APPNOTE: "external file attributes", of which Unix has the upper half), so nothing moves.
 * @param {Buffer} zip changed in place
 */
export function setModes(zip) {
  // The end has a comment of at most 64 KiB behind it; ours has none.
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END)
    throw new Error('This archive does not end as one of vsce does.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== ENTRY)
      throw new Error('The list of files in the archive is broken.');
    zip.writeUInt32LE((MODE << 16) >>> 0, at + 38);
    // Name, extra field and comment.
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
