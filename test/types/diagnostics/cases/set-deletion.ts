// M5
// says: deletedAt is set by the library: leave it out
import { createTasks } from '../../soft-delete-fixtures.js'

const { tasks } = createTasks()
void tasks.update({ taskId: 't' }, { set: { deletedAt: new Date() } })
//                                          ^ here
