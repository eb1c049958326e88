import type { Toast } from '../../flows/told.ts'
import type { Key } from '../resources.ts'

/** The one sentence of a short notice. */
export function toastKey(toast: Toast): Key {
  return toast.toast === 'refused' ? `refusal:${toast.refusal}` : `toast:${toast.toast}`
}
