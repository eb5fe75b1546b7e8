import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const company = defineTable({
  name: 'company',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
    gsi3: { partitionKey: 'gsi3pk', sortKey: 'gsi3sk' },
    gsi4: { partitionKey: 'gsi4pk', sortKey: 'gsi4sk' },
  },
})

export const Office = defineEntity({
  name: 'Office',
  table: company,
  schema: z.object({ office: z.string(), city: z.string() }),
  key: { partitionKey: 'OFFICE#{office}', sortKey: 'OFFICE' },
  access: { workplace: { index: 'gsi1', partitionKey: 'WORKPLACE#{office}', sortKey: 'A' } },
})

export const Employee = defineEntity({
  name: 'Employee',
  table: company,
  schema: z.object({
    employeeId: z.string(),
    name: z.string(),
    office: z.string(),
    team: z.enum(['development', 'design', 'sales']),
    title: z.string(),
    salary: z.number().int().min(0).max(10_000_000),
    hiredOn: z.iso.date(),
    managerId: z.string().optional(),
  }),
  key: { partitionKey: 'EMPLOYEE#{employeeId}', sortKey: 'EMPLOYEE' },
  access: {
    workplace: { index: 'gsi1', partitionKey: 'WORKPLACE#{office}', sortKey: 'B#{name}#{employeeId}' },
    byTeam: { index: 'gsi2', partitionKey: 'TEAM#{team}', sortKey: '{hiredOn}#{employeeId}' },
    byTitle: { index: 'gsi3', partitionKey: 'TITLE#{title}', sortKey: '{salary}#{employeeId}' },
    // Whoever has no manager is nobody's direct report.
    reports: { index: 'gsi4', partitionKey: 'MANAGER#{managerId}', sortKey: '{name}#{employeeId}' },
  },
  version: 'version',
})

export const Task = defineEntity({
  name: 'Task',
  table: company,
  schema: z.object({
    taskId: z.string(),
    project: z.string(),
    employeeId: z.string(),
    status: z.enum(['open', 'started', 'closed']),
    points: z.number().int(),
    description: z.string(),
  }),
  // Beside the employee whose task it is.
  key: { partitionKey: 'EMPLOYEE#{employeeId}', sortKey: 'TASK#{taskId}' },
  access: {
    byProject: { index: 'gsi1', partitionKey: 'PROJECT#{project}', sortKey: '{status}#{taskId}' },
  },
})

export const entities = { offices: Office, employees: Employee, tasks: Task }

export const collections = {
  workplace: { entities: ['offices', 'employees'], index: 'gsi1' },
  assignments: { entities: ['employees', 'tasks'] },
} as const
