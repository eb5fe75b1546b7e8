import type { Database, Item, WritePlan } from 'monotable'
import type { Document, Revision, entities } from './schema.js'

export type Desk = Database<typeof entities>
export type Doc = Item<typeof Document>

/** Adds a line to whatever is there. */
export function addLine(db: Desk, documentId: string, line: string): Promise<Doc | undefined> {
  return db.documents.modify({ documentId }, (document) => ({
    ...document,
    lines: [...document.lines, line],
    words: document.words + line.split(' ').length,
  }))
}

/** A new title for the document that was read, and a revision of what it was. */
export function planRename(
  db: Desk,
  document: Doc,
  title: string,
): { document: WritePlan<Doc>; revision: WritePlan<Item<typeof Revision>> } {
  const { documentId, version, title: oldTitle, lines } = document
  return {
    document: db.documents.plan.update(document, { set: { title } }),
    revision: db.revisions.plan.create({ documentId, version, title: oldTitle, lines }),
  }
}
