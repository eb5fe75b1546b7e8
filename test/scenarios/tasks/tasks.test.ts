import { createDatabase } from 'monotable'
import { beforeAll, expect, it } from 'vitest'
import { describeScenario, openWorld } from '../world.js'
import { collections, entities } from './schema.js'

describeScenario('S5, tasks and people', () => {
  const world = openWorld('company')
  const db = createDatabase({ backend: world.backend, tables: world.tables, entities, collections })

  beforeAll(async () => {
    await db.createTables()
    await db.offices.putMany([
      { office: 'oslo', city: 'Oslo' },
      { office: 'york', city: 'York' },
    ])
    const people = [
      ['e1', 'Ada', 'oslo', 'development', 'lead', 900_000, '2019-02-01', undefined],
      ['e2', 'Bob', 'oslo', 'development', 'engineer', 60_000, '2020-01-15', 'e1'],
      ['e3', 'Cleo', 'york', 'development', 'engineer', 700_000, '2021-06-30', 'e1'],
      ['e4', 'Dan', 'oslo', 'design', 'designer', 500_000, '2021-07-01', 'e1'],
      ['e5', 'Eve', 'york', 'development', 'engineer', 1_000_000, '2022-03-01', 'e2'],
    ] as const
    for (const [employeeId, name, office, team, title, salary, hiredOn, managerId] of people)
      await db.employees.create({ employeeId, name, office, team, title, salary, hiredOn, managerId })
    await db.tasks.putMany([
      { taskId: 't1', project: 'web', employeeId: 'e2', status: 'open', points: 3, description: 'a' },
      { taskId: 't2', project: 'web', employeeId: 'e2', status: 'closed', points: 8, description: 'b' },
      { taskId: 't3', project: 'web', employeeId: 'e3', status: 'open', points: 13, description: 'c' },
      { taskId: 't4', project: 'app', employeeId: 'e2', status: 'open', points: 5, description: 'd' },
    ])
  })

  it('reads an office with its staff in one query of an index, in order', async () => {
    const workplace = db.collections.workplace({ office: 'oslo' })
    const found = await world.expectRequests(['Query'], workplace.plan(), () => workplace.all())
    expect(
      found.map((element) => {
        if (element.entity === 'offices') return element.item.city
        return element.entity === 'employees' ? element.item.name : 'unknown'
      }),
    ).toEqual(['Oslo', 'Ada', 'Bob', 'Dan'])
  })

  it('reads an employee with the tasks in one query of the table, by entity', async () => {
    const assignments = db.collections.assignments({ employeeId: 'e2' })
    const { employees, tasks } = await world.expectRequests(['Query'], assignments.plan(), () =>
      assignments.grouped(),
    )
    expect(employees.map(({ name }) => name)).toEqual(['Bob'])
    expect(tasks.map(({ taskId }) => taskId)).toEqual(['t1', 't2', 't4'])
  })

  it('filters the tasks of a collection, and leaves the employee', async () => {
    const open = db.collections
      .assignments({ employeeId: 'e2' })
      .where('tasks', (task, { eq }) => eq(task.status, 'open'))
    const { employees, tasks } = await world.expectRequests(['Query'], open.plan(), () => open.grouped())
    expect(employees).toHaveLength(1)
    expect(tasks.map(({ taskId }) => taskId)).toEqual(['t1', 't4'])
  })

  it('finds the tasks of a project by status, with a filter that the plan warns of', async () => {
    const open = db.tasks.query.byProject({ project: 'web', status: 'open' })
    const found = await world.expectRequests(['Query'], open.plan(), () => open.all())
    expect(found.map(({ taskId }) => taskId)).toEqual(['t1', 't3'])

    const large = open.where((task, { gt }) => gt(task.points, 5))
    const few = await world.expectRequests(['Query'], large.plan(), () => large.all())
    expect(few.map(({ taskId }) => taskId)).toEqual(['t3'])
    expect(open.plan().warnings).toEqual([])
    expect(large.plan().warnings).toHaveLength(1)
  })

  it('finds who was hired between two dates, both included', async () => {
    const hires = db.employees.query.byTeam({
      team: 'development',
      hiredOn: { between: ['2020-01-15', '2021-06-30'] },
    })
    const found = await world.expectRequests(['Query'], hires.plan(), () => hires.all())
    expect(found.map(({ name }) => name)).toEqual(['Bob', 'Cleo'])
  })

  it('finds direct reports, and follows a new manager', async () => {
    const reports = db.employees.query.reports({ managerId: 'e1' })
    const found = await world.expectRequests(['Query'], reports.plan(), () => reports.all())
    expect(found.map(({ name }) => name)).toEqual(['Bob', 'Cleo', 'Dan'])

    const [bob, , dan] = found
    const moved = db.employees.plan.update(bob!, { set: { managerId: 'e4' } })
    await world.expectRequests(['UpdateItem'], moved, () => moved.run())
    await db.employees.update(dan!, { remove: ['managerId'] })
    expect(await reports.select('name').all()).toEqual([{ name: 'Cleo' }])
    expect(await db.employees.query.reports({ managerId: 'e4' }).select('name').all()).toEqual([
      { name: 'Bob' },
    ])
  })

  it('finds salaries in a range, in the order of numbers', async () => {
    const range = db.employees.query.byTitle({ title: 'engineer', salary: { gte: 60_000, lt: 1_000_000 } })
    const found = await world.expectRequests(['Query'], range.plan(), () => range.all())
    expect(found.map(({ salary }) => salary)).toEqual([60_000, 700_000])
    const best = await db.employees.query.byTitle({ title: 'engineer' }).descending().first()
    expect(best?.name).toBe('Eve')
  })
})
