// One mediation: consents, sessions, the agreement and its obligations, revisits, and what can be done now.
import {html} from 'lit';
import {casePage} from '../frame/desk.js';
import {code, t} from '../frame/words.js';

const UNDERWAY = ['/consents', '/sessions', '/agreement', '/failure', '/mediator', '/mediator/interests', '/mediator/challenge', '/mediator/challenge/decision', '/voluntariness'];
const AFTER = {'/confirmation-application': ['AWAITING_APPLICATION', 'CONCLUDED'], '/confirmation-application/withdrawal': ['CONFIRMATION_PENDING'], '/fast-track-application': ['FAST_TRACK_OFFERED'], '/documents': ['UNDERWAY', 'AWAITING_APPLICATION', 'CONFIRMATION_PENDING', 'CONCLUDED', 'DISCONTINUED']};

const parties = body => (body.mediation?.parties ?? []).map(party => ({value: party.partyId, label: party.name ?? party.partyId}));

casePage('fq-case', {
  base: '/mediations/{caseId}',
  heading: body => `${t('case')} · ${code('status', body.status)}`,
  standing: body => [
    [t('status'), code('status', body.status)], [t('mediation.unit'), body.mediation?.unit], [t('mediation.mediator'), body.mediation?.mediator],
    [t('mediation.category'), body.mediation ? code('category', body.mediation.category) : null], [t('mediation.outstanding'), body.outstanding || null], [t('case'), html`<code>${body.caseId}</code>`],
  ],
  fits: (rest, {status}) => (UNDERWAY.includes(rest) ? status === 'UNDERWAY' : (AFTER[rest]?.includes(status) ?? true)),
  each: body => [
    ...(body.status === 'UNDERWAY' ? (body.mediation?.sessions ?? []).filter(one => one.held === null || one.held === undefined).flatMap(one => ['outcome', 'time'].map(act => ({rest: `/sessions/${one.session}/${act}`, about: `#${one.session}`}))) : []),
    ...(body.status === 'UNDERWAY' ? (body.mediation?.parties ?? []).map(party => ({rest: `/parties/${party.partyId}/needs`, about: party.name ?? party.partyId})) : []),
    ...[...(body.mediation?.settled ?? []), ...(body.mediation?.agreement ? [body.mediation.agreement] : [])].flatMap(one => one.obligations).filter(one => ['OWED', 'BREACHED'].includes(one.status)).flatMap((one, i) => ['performance', ...(one.amount ? ['payments'] : []), 'excuse', ...(body.mediation?.ending?.result === 'CONFIRMED' ? ['enforcement'] : []), ...(one.status === 'OWED' ? ['breach'] : [])].map(act => ({rest: `/obligations/${one.obligation ?? i + 1}/${act}`, about: one.what ?? `#${i + 1}`}))),
    ...body.revisits.filter(round => round.status === 'PENDING').flatMap(round => round.parties.filter(party => !party.answer && !party.givenUp).flatMap(party => ['answer', 'attempts', 'link'].map(act => ({rest: `/revisits/${round.round}/parties/${party.partyId}/${act}`, about: `${t('mediation.round', round.round)} · ${party.partyId}`})))),
  ],
  given: (rest, body) => {
    const answered = /^\/revisits\/(\d+)\/parties\/[^/]+\/answer$/.exec(rest);
    if (answered) {
      const round = body.revisits.find(one => String(one.round) === answered[1]);
      return {speaker: 'PARTY', obligations: (round?.obligations ?? []).map(obligation => ({obligation}))};
    }
    return rest === '/agreement' ? {form: 'WRITTEN', obligations: [{}], signedBy: parties(body).map(one => one.value)} : {};
  },
  choices: body => {
    const all = parties(body);
    return {partyId: all, parties: all, debtor: all, creditor: all, signedBy: all, absent: all, recipient: all, applicants: all, plaintiff: all};
  },
  labels: body => new Map(parties(body).map(one => [one.value, one.label])),
});
