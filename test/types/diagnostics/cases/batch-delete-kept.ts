// W9
// says: Task keeps deleted items, and a batch cannot mark them: delete items one by one, or purge them
import { createTasks } from '../../soft-delete-fixtures.js'

const { tasks } = createTasks()
void tasks.deleteMany([{ taskId: 't' }])
//                    ^ here
void tasks.delete({ taskId: 't' })
