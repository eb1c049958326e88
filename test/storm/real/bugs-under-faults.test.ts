import { findBugsIn } from './find-bugs.ts'

findBugsIn(['doubted', 'killed'])
