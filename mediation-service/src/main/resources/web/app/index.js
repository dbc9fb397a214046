// The pages of mediation, for mediators and whoever asks parties afterwards: cases, revisits that are due, one case.
import {html} from 'lit';
import {start} from './frame/app.js';
import {operatorPage} from './frame/operator.js';
import zh from './desk/zh.json';
import en from './desk/en.json';
import './desk/lists.js';
import './desk/case.js';

const READERS = ['mediator', 'dispatcher', 'leader', 'operator'];

start({
  title: 'mediation.title',
  words: {zh, en},
  pages: [
    {path: '/', nav: 'mediation.cases', title: 'mediation.cases', roles: READERS, otherwise: '/revisits', render: (route, language) => html`<fq-mediations .route=${route} .language=${language}></fq-mediations>`},
    {path: '/revisits', nav: 'mediation.revisits', title: 'mediation.revisits', render: (route, language) => html`<fq-revisits .route=${route} .language=${language}></fq-revisits>`},
    {path: '/cases/:id', title: 'case', render: (route, language) => html`<fq-case .route=${route} .language=${language}></fq-case>`},
    operatorPage,
  ],
});
