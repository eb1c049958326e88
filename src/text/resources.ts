import adminEn from '../../locales/en/admin.json' with { type: 'json' }
import afterEn from '../../locales/en/after.json' with { type: 'json' }
import appealEn from '../../locales/en/appeal.json' with { type: 'json' }
import buttonEn from '../../locales/en/button.json' with { type: 'json' }
import commandEn from '../../locales/en/command.json' with { type: 'json' }
import demandEn from '../../locales/en/demand.json' with { type: 'json' }
import claimEn from '../../locales/en/claim.json' with { type: 'json' }
import itemEn from '../../locales/en/item.json' with { type: 'json' }
import reviewEn from '../../locales/en/review.json' with { type: 'json' }
import directiveEn from '../../locales/en/directive.json' with { type: 'json' }
import draftEn from '../../locales/en/draft.json' with { type: 'json' }
import figuresEn from '../../locales/en/figures.json' with { type: 'json' }
import filesEn from '../../locales/en/files.json' with { type: 'json' }
import inviteEn from '../../locales/en/invite.json' with { type: 'json' }
import meetingEn from '../../locales/en/meeting.json' with { type: 'json' }
import interviewEn from '../../locales/en/interview.json' with { type: 'json' }
import monthlyEn from '../../locales/en/monthly.json' with { type: 'json' }
import objectionEn from '../../locales/en/objection.json' with { type: 'json' }
import studyEn from '../../locales/en/study.json' with { type: 'json' }
import noticeEn from '../../locales/en/notice.json' with { type: 'json' }
import orderEn from '../../locales/en/order.json' with { type: 'json' }
import paperEn from '../../locales/en/paper.json' with { type: 'json' }
import personEn from '../../locales/en/person.json' with { type: 'json' }
import promptEn from '../../locales/en/prompt.json' with { type: 'json' }
import refusalEn from '../../locales/en/refusal.json' with { type: 'json' }
import registerEn from '../../locales/en/register.json' with { type: 'json' }
import requestEn from '../../locales/en/request.json' with { type: 'json' }
import statusEn from '../../locales/en/status.json' with { type: 'json' }
import surveyEn from '../../locales/en/survey.json' with { type: 'json' }
import taskEn from '../../locales/en/task.json' with { type: 'json' }
import toastEn from '../../locales/en/toast.json' with { type: 'json' }
import troubleEn from '../../locales/en/trouble.json' with { type: 'json' }
import urgeEn from '../../locales/en/urge.json' with { type: 'json' }
import warningEn from '../../locales/en/warning.json' with { type: 'json' }
import whenEn from '../../locales/en/when.json' with { type: 'json' }
import adminZh from '../../locales/zh-CN/admin.json' with { type: 'json' }
import afterZh from '../../locales/zh-CN/after.json' with { type: 'json' }
import appealZh from '../../locales/zh-CN/appeal.json' with { type: 'json' }
import buttonZh from '../../locales/zh-CN/button.json' with { type: 'json' }
import commandZh from '../../locales/zh-CN/command.json' with { type: 'json' }
import demandZh from '../../locales/zh-CN/demand.json' with { type: 'json' }
import claimZh from '../../locales/zh-CN/claim.json' with { type: 'json' }
import itemZh from '../../locales/zh-CN/item.json' with { type: 'json' }
import reviewZh from '../../locales/zh-CN/review.json' with { type: 'json' }
import directiveZh from '../../locales/zh-CN/directive.json' with { type: 'json' }
import draftZh from '../../locales/zh-CN/draft.json' with { type: 'json' }
import figuresZh from '../../locales/zh-CN/figures.json' with { type: 'json' }
import filesZh from '../../locales/zh-CN/files.json' with { type: 'json' }
import inviteZh from '../../locales/zh-CN/invite.json' with { type: 'json' }
import meetingZh from '../../locales/zh-CN/meeting.json' with { type: 'json' }
import interviewZh from '../../locales/zh-CN/interview.json' with { type: 'json' }
import monthlyZh from '../../locales/zh-CN/monthly.json' with { type: 'json' }
import objectionZh from '../../locales/zh-CN/objection.json' with { type: 'json' }
import studyZh from '../../locales/zh-CN/study.json' with { type: 'json' }
import noticeZh from '../../locales/zh-CN/notice.json' with { type: 'json' }
import orderZh from '../../locales/zh-CN/order.json' with { type: 'json' }
import paperZh from '../../locales/zh-CN/paper.json' with { type: 'json' }
import personZh from '../../locales/zh-CN/person.json' with { type: 'json' }
import promptZh from '../../locales/zh-CN/prompt.json' with { type: 'json' }
import refusalZh from '../../locales/zh-CN/refusal.json' with { type: 'json' }
import registerZh from '../../locales/zh-CN/register.json' with { type: 'json' }
import requestZh from '../../locales/zh-CN/request.json' with { type: 'json' }
import statusZh from '../../locales/zh-CN/status.json' with { type: 'json' }
import surveyZh from '../../locales/zh-CN/survey.json' with { type: 'json' }
import taskZh from '../../locales/zh-CN/task.json' with { type: 'json' }
import toastZh from '../../locales/zh-CN/toast.json' with { type: 'json' }
import troubleZh from '../../locales/zh-CN/trouble.json' with { type: 'json' }
import urgeZh from '../../locales/zh-CN/urge.json' with { type: 'json' }
import warningZh from '../../locales/zh-CN/warning.json' with { type: 'json' }
import whenZh from '../../locales/zh-CN/when.json' with { type: 'json' }

/** All words of the desk. The keys of zh-CN are the keys there are; sandbox.json belongs to the page alone. */
export const RESOURCES = {
  'zh-CN': {
    admin: adminZh,
    after: afterZh,
    appeal: appealZh,
    button: buttonZh,
    command: commandZh,
    demand: demandZh,
    claim: claimZh,
    item: itemZh,
    review: reviewZh,
    directive: directiveZh,
    draft: draftZh,
    figures: figuresZh,
    files: filesZh,
    invite: inviteZh,
    meeting: meetingZh,
    interview: interviewZh,
    monthly: monthlyZh,
    objection: objectionZh,
    study: studyZh,
    notice: noticeZh,
    order: orderZh,
    paper: paperZh,
    person: personZh,
    prompt: promptZh,
    refusal: refusalZh,
    register: registerZh,
    request: requestZh,
    status: statusZh,
    survey: surveyZh,
    task: taskZh,
    toast: toastZh,
    trouble: troubleZh,
    urge: urgeZh,
    warning: warningZh,
    when: whenZh,
  },
  en: {
    admin: adminEn,
    after: afterEn,
    appeal: appealEn,
    button: buttonEn,
    command: commandEn,
    demand: demandEn,
    claim: claimEn,
    item: itemEn,
    review: reviewEn,
    directive: directiveEn,
    draft: draftEn,
    figures: figuresEn,
    files: filesEn,
    invite: inviteEn,
    meeting: meetingEn,
    interview: interviewEn,
    monthly: monthlyEn,
    objection: objectionEn,
    study: studyEn,
    notice: noticeEn,
    order: orderEn,
    paper: paperEn,
    person: personEn,
    prompt: promptEn,
    refusal: refusalEn,
    register: registerEn,
    request: requestEn,
    status: statusEn,
    survey: surveyEn,
    task: taskEn,
    toast: toastEn,
    trouble: troubleEn,
    urge: urgeEn,
    warning: warningEn,
    when: whenEn,
  },
}

export type Words = (typeof RESOURCES)['zh-CN']

type Join<Above extends string, Name extends string> = Above extends '' ? Name : `${Above}.${Name}`

type Paths<Node, Above extends string = ''> = {
  [Name in keyof Node & string]: Node[Name] extends string
    ? Join<Above, Name>
    : Paths<Node[Name], Join<Above, Name>>
}[keyof Node & string]

/** A counted key is asked for without the ending that i18next picks. */
type Asked<Path> = Path extends `${infer Base}_other` ? Base : Path

/** A key of the locales: `namespace:path`. A wrong one does not compile. */
export type Key = {
  [Space in keyof Words]: `${Space}:${Asked<Paths<Words[Space]>>}`
}[keyof Words]
