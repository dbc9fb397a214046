// The pages of petition, for petition clerks and departments: petitions by status, and one petition.
import {html} from 'lit';
import {start} from './frame/app.js';
import {operatorPage} from './frame/operator.js';
import zh from './desk/zh.json';
import en from './desk/en.json';
import './desk/petitions.js';

start({
  title: 'petition.title',
  words: {zh, en},
  pages: [
    {path: '/', nav: 'petition.list', title: 'petition.list', render: (route, language) => html`<fq-petitions .route=${route} .language=${language}></fq-petitions>`},
    {path: '/cases/:id', title: 'case', render: (route, language) => html`<fq-case .route=${route} .language=${language}></fq-case>`},
    operatorPage,
  ],
});
