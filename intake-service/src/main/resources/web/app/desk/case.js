// One case at the front desk: what speaks for and against accepting it, who is in it, and what can be done.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {casePage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {code, named, said, t, time} from '../frame/words.js';

const ENDED = ['DECLINED', 'WITHDRAWN'];
const BEFORE_ACCEPTANCE = ['/acceptance', '/decline', '/standing-inquiries', '/return-to-partner', '/appointment/decline'];

const allParties = body => [...(body.applicants ?? []), ...(body.respondents ?? [])];

casePage('fq-case', {
  base: '/cases/{caseId}',
  heading: body => `${t('case')} · ${code('status', body.status)}`,
  standing: body => [[t('status'), code('status', body.status)], [t('channel'), code('channel', body.channel)], [t('place'), [body.place?.district, body.place?.street, body.place?.community].filter(Boolean).join(' ')], [t('case'), html`<code>${body.caseId}</code>`]],
  fits: (rest, {status}) => (BEFORE_ACCEPTANCE.includes(rest) ? status === 'REGISTERED' : !ENDED.includes(status) || rest === '/legal-holds') && rest !== '/attachments',
  each: body => [
    ...allParties(body).map(party => ({rest: `/parties/${party.partyId}/correction`, about: party.name ?? party.partyId})),
    ...(body.urgency ?? []).map((one, i) => ({one, report: one.report ?? i + 1})).filter(({one}) => !one.acknowledgedAt).map(({one, report}) => ({rest: `/urgency/${report}/acknowledgement`, about: named(one.kind)})),
  ],
  choices: body => {
    const parties = allParties(body).map(party => ({value: party.partyId, label: party.name ?? party.partyId}));
    return {partyId: parties, representatives: parties};
  },
  labels: body => new Map(allParties(body).map(party => [party.partyId, party.name ?? party.partyId])),
  more: async (body, who, signal) => {
    if (!who.roles.includes('clerk') || body.status !== 'REGISTERED') {
      return {};
    }
    const [admission, candidates] = await Promise.all([get(`/cases/${body.caseId}/admission`, {}, signal), get(`/cases/${body.caseId}/repeat-candidates`, {}, signal)]);
    return {admission, candidates};
  },
  beside: (body, {admission, candidates}) => admission ? html`
    <section class="panel"><h2>${t('intake.admission')}</h2>
      <ul>${admission.grounds.filter(one => one.speaksFor.length).map(one => html`<li><strong>${said(one.title) || one.ground}</strong> ${one.article ?? ''}${one.verified ? nothing : html` <span class="badge">${t('not-verified')}</span>`}
        — ${one.speaksFor.map((sign, i) => html`${i ? '；' : nothing}${named(sign.sign)} ${sign.word ?? ''} ${sign.caseId ? html`<a href=${href(`/cases/${sign.caseId}`)}><code>${sign.caseId}</code></a>` : nothing}`)} → ${named(one.goTo)}</li>`)}</ul>
      ${admission.grounds.some(one => one.speaksFor.length) ? nothing : html`<p>${t('intake.nothing-against')}</p>`}</section>
    ${candidates.items.length ? html`<section class="panel"><h2>${t('intake.candidates')}</h2><ul>${candidates.items.map(one => html`<li><a href=${href(`/cases/${one.caseId}`)}><code>${one.caseId}</code></a> ${Math.round(one.score * 100)} % ${time(one.receivedAt)}
      — ${one.reasons.map((reason, i) => html`${i ? '；' : nothing}${named(reason.attribute)}：${said(reason.words)}`)}</li>`)}</ul></section>` : nothing}` : nothing,
});
