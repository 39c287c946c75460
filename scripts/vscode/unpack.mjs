import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { quiet } from '../steps.mjs';

/**
 * Unpacks a `.tar.br`. tar stops reading at the archive's end mark and leaves the padding behind it, so what writes
 * to its input may meet a closed pipe: it is given a file.
 * @param {string} archive
 * @param {string} folder made if it is not there
 */
export async function unpack(archive, folder) {
  await mkdir(folder, { recursive: true });
  const plain = `${folder}.tar`;
  try {
    await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(plain));
    // Owners of another machine mean nothing here.
    await quiet('tar', ['-x', '--no-same-owner', '-f', plain, '-C', folder]);
  } finally {
    await rm(plain, { force: true });
  }
}
