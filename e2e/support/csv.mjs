// CSV as the project's own data files are written: a header, commas, cells in double quotes where they must be.

/**
 * The rows below the header, each an object by the header's names.
 *
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
export function records(text) {
  const [header, ...rows] = text.split(/\r?\n/).filter((line) => line !== "").map(cells);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

/** The cells of a line; line breaks inside of cells are not part of these files. */
function cells(line) {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}
