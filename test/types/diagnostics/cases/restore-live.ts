// W9
// says: Task is not deleted: give its key alone, or what delete or deleted.get gave
import type { Item } from '../../../../src/index.js'
import { createTasks, type Task } from '../../soft-delete-fixtures.js'

const { tasks } = createTasks()
declare const task: Item<typeof Task>
void tasks.restore(task)
//                 ^ here
