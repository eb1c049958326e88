import type { Screen } from '../../flows/screen.ts'
import type { ListItem } from '../../flows/views.ts'
import { bold, code, type Writer } from '../writer.ts'
import { MOST_ITEMS } from './appeal.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The work of a person, a unit or the dispatchers, what is due first at the top. */
export function taskList(screen: Of<'task_list'>, writer: Writer): void {
  writer.title(`task:list.${screen.list}`, { text: writer.foreign(screen.text) })
  if (screen.items.length === 0) {
    writer.line(`task:empty.${screen.list}`)
    return
  }
  writer.line('task:total', { count: screen.total })
  if (screen.late > 0) writer.line('task:late', { count: screen.late })
  for (const item of screen.items.slice(0, MOST_ITEMS)) taskItem(item, writer)
}

/** A few figures: what is asked stands beside what was answered. */
export function stats(screen: Of<'stats'>, writer: Writer): void {
  writer.title('task:stats.title').line('task:stats.open', { count: screen.open })
  writer.line('task:stats.households', { count: screen.households })
  writer.line('task:stats.late', { count: screen.late })
  writer.line('task:stats.resolved', { count: screen.resolved })
  writer.line('task:stats.confirmed', { count: screen.confirmed })
  writer.line('task:stats.asked', { asked: screen.asked, answered: screen.answered })
  writer.line('task:stats.satisfied', { satisfied: screen.satisfied, answered: screen.answered })
}

function taskItem(item: ListItem, writer: Writer): void {
  const status = writer.t(`status:${item.status}`)
  const key = item.urgency === 'urgent' ? 'task:number_urgent' : 'task:number'
  writer.gap().line(key, { number: code(item.number), status })
  if (item.late) writer.line('task:item_late')
  else if (item.due !== null) {
    const mark = writer.t(`task:mark.${item.mark}`)
    writer.line('task:item_due', { mark, due: bold(writer.moment(item.due)) })
  }
  if (item.place !== null) writer.line('task:where', { unit: writer.unit(item.place) })
  if (item.category !== null)
    writer.line('task:about', { category: writer.category(item.category) })
  if (item.households > 1) writer.line('task:households', { count: item.households })
  writer.beginning(item.words)
}
