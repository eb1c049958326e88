import { sendMediaGroup } from './album.ts'
import type { Method } from './backend.ts'
import { answerCallbackQuery, getChat, getChatMember, getFile, getMe } from './chat.ts'
import { copyMessage, forwardMessage } from './copy.ts'
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit.ts'
import * as profile from './profile.ts'
import { deleteMessage, deleteMessages } from './remove.ts'
import * as send from './send.ts'
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './updates.ts'

const done: Method = () => true

const METHODS: Record<string, Method> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  logOut: done,
  close: done,
  sendMessage: send.sendMessage,
  sendPhoto: send.sendPhoto,
  sendVideo: send.sendVideo,
  sendVoice: send.sendVoice,
  sendAudio: send.sendAudio,
  sendDocument: send.sendDocument,
  sendAnimation: send.sendAnimation,
  sendVideoNote: send.sendVideoNote,
  sendSticker: send.sendSticker,
  sendMediaGroup,
  sendLocation: send.sendLocation,
  sendContact: send.sendContact,
  sendChatAction: send.sendChatAction,
  copyMessage,
  forwardMessage,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
  getChat,
  getChatMember,
  getFile,
  setMyCommands: profile.setMyCommands,
  getMyCommands: profile.getMyCommands,
  deleteMyCommands: profile.deleteMyCommands,
  setMyName: profile.setMyName,
  getMyName: profile.getMyName,
  setMyDescription: profile.setMyDescription,
  getMyDescription: profile.getMyDescription,
  setMyShortDescription: profile.setMyShortDescription,
  getMyShortDescription: profile.getMyShortDescription,
}

/** The methods by their names in small letters: Telegram does not look at the case. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method]),
)
