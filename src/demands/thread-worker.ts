import { parentPort, workerData } from 'node:worker_threads'
import { carryOut, type Order } from './order.ts'

parentPort?.postMessage(carryOut(workerData as Order))
