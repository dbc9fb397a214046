// One case in routing: who holds it and until when, what several units do, supervision, and what can be done now.
import {html} from 'lit';
import {get} from '../frame/api.js';
import {casePage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {person} from '../frame/session.js';
import {choicesOf, code, lang, named, t, time} from '../frame/words.js';

const READ_LIBRARY = ['clerk', 'dispatcher', 'leader', 'mediator', 'petition-clerk', 'department'];

const HELD = ['/return', '/escalation', '/handling', '/supports', '/recusal', '/takeover'];
const OPEN = ['TRIAGED', 'ASSIGNED', 'CLAIMED'];
const AFTER_CLOSING = ['/review', '/review/self-check', '/review/appeal', '/review/appeal/decision', '/review/nomination', '/review/nomination/approval', '/review/nomination/rejection', '/review/summary', '/review/summary/approval', '/review/summary/withdrawal', '/approvals'];

let units;

/** The units of the case's district that may hold cases, read once a page load: [{value, label}]. */
async function unitChoices(body, signal) {
  units ??= (await get('/units', {}, signal)).items;
  return units.filter(unit => !body.place?.district || unit.district === body.place.district).map(unit => ({value: unit.id, label: unit[lang()] ?? unit.zh}));
}

casePage('fq-case', {
  base: '/cases/{caseId}',
  heading: body => `${t('case')} · ${code('status', body.status)}`,
  standing: body => [
    [t('status'), code('status', body.status)], [t('routing.unit'), units?.find(unit => unit.id === body.unit)?.[lang()] ?? body.unit], [t('routing.worker'), body.worker ?? body.person],
    [t('routing.claim-by'), body.status === 'ASSIGNED' && body.holding?.claimBy ? time(body.holding.claimBy) : null],
    [t('routing.category'), code('category', body.category)], [t('routing.risk'), code('risk', body.risk)], [t('case'), html`<code>${body.caseId}</code>`],
    [t('routing.similar'), person()?.roles.some(role => READ_LIBRARY.includes(role)) ? html`<a href=${href(`/cases/${body.caseId}/similar`)}>${t('routing.similar')}</a>` : null],
  ],
  fits: (rest, {status}) => {
    if (rest === '/claim') {
      return status === 'ASSIGNED';
    }
    if (rest === '/assignment') {
      return status === 'TRIAGED' || status === 'ASSIGNED';
    }
    if (HELD.includes(rest)) {
      return status === 'ASSIGNED' || status === 'CLAIMED';
    }
    return AFTER_CLOSING.includes(rest) ? rest === '/approvals' || !OPEN.includes(status) : OPEN.includes(status);
  },
  each: (body, {notices}) => [
    ...(body.consultations ?? []).filter(one => one.status === 'UNDERWAY').flatMap(one => ['opinions', 'interests', 'invitations', 'conclusion'].map(act => ({rest: `/consultations/${one.consultation}/${act}`, about: one.agenda ?? `#${one.consultation}`}))),
    ...(body.duties ?? []).filter(one => !one.endedAt).flatMap(one => (one.status === 'CLAIMED' ? ['done', 'handover', 'return'] : ['claim']).map(act => ({rest: `/duties/${one.duty}/${act}`, about: one.what ?? `#${one.duty}`}))),
    ...(body.approvals ?? []).filter(one => !one.decidedAt).flatMap(one => ['grant', 'refusal'].map(act => ({rest: `/approvals/${one.approval}/${act}`, about: named(one.act)}))),
    ...notices.filter(one => one.state !== 'LIFTED').flatMap(one => ['acknowledgement', 'answer', 'objection', 'upholding', 'lifting'].map(act => ({rest: `/notices/${one.notice}/${act}`, about: `${named(one.level)} · ${code('fault', one.fault)}`}))),
  ],
  given: (rest, body, who) => (rest === '/claim' ? {unit: body.unit ?? who.unit, worker: who.subject}
    : rest === '/triage' ? {category: body.category, complexity: body.complexity, risk: body.risk, path: body.path}
    : rest.startsWith('/duties/') && rest.endsWith('/claim') ? {worker: who.subject} : {}),
  choices: (body, {choices}) => ({category: choicesOf('category'), unit: choices, units: choices, lead: choices, supports: choices, instead: choices, responsible: choices}),
  labels: (body, {choices}) => new Map([...(body.parties ?? []).map(party => [party.partyId, party.name ?? party.partyId]), ...choices.map(unit => [unit.value, unit.label])]),
  more: async (body, who, signal) => {
    const [choices, notices] = await Promise.all([unitChoices(body, signal), get(`/cases/${body.caseId}/notices`, {}, signal).catch(() => ({items: []}))]);
    return {choices, notices: notices.items};
  },
});
