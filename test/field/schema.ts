import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const desk = defineTable({
  name: 'desk',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})

/** A ticket is in one index always, and in another as long as somebody has it. */
export const Ticket = defineEntity({
  name: 'Ticket',
  table: desk,
  schema: z.object({
    projectId: z.string(),
    ticketId: z.string(),
    status: z.enum(['open', 'closed']),
    priority: z.number().int().min(0).max(9),
    title: z.string(),
    assignee: z.string().optional(),
    dueOn: z.iso.date().optional(),
    /** The first letter of the title, by which tickets are found. */
    initial: z.string(),
  }),
  key: { partitionKey: 'PROJECT#{projectId}', sortKey: 'TICKET#{ticketId}' },
  access: {
    byStatus: {
      index: 'gsi1',
      partitionKey: '{projectId}#{status}',
      sortKey: '{priority}#{initial}#{ticketId}',
    },
    byAssignee: { index: 'gsi2', partitionKey: 'ASSIGNEE#{assignee}', sortKey: '{dueOn}#{ticketId}' },
  },
  derived: {
    initial: { from: ['title'], compute: ({ title }) => title.slice(0, 1).toUpperCase() },
  },
})
