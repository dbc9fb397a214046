package org.fengqiao.intake.model;

/** Kinds of parties. */
public enum PartyKind {
    /** A person. */
    NATURAL_PERSON,
    /** A company, an authority or another organisation, which acts through people. */
    ORGANISATION
}
