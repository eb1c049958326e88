import { findBugsIn } from './find-bugs.ts'

findBugsIn(['repeated', 'outdated'])
