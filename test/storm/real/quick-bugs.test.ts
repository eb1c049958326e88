import { findQuickBugs } from './find-bugs.ts'

findQuickBugs()
