package org.fengqiao.kernel.sealing;

/**
 * A kind of personal data. From it follow whose it is, how it is searched, and how it is shown to
 * whom.
 */
public enum PersonalKind {
    /** A person's or organisation's name. */
    NAME(Whose.PERSON),
    /** A citizen's identity number, or that of another document. */
    ID_NUMBER(Whose.PERSON),
    /** A telephone number. */
    PHONE(Whose.PERSON),
    /** An address where somebody lives or can be found. */
    ADDRESS(Whose.PERSON),
    /** A trait of a person, as a code: sex, ethnicity, education, kind of person, kind of document. */
    TRAIT(Whose.PERSON),
    /** Words of a person alone: what they said or want. */
    STATEMENT(Whose.PERSON),
    /** Free text about a dispute and so about several people: summary, claim, remark, terms of an agreement. */
    NARRATIVE(Whose.CASE),
    /** The receipt code of a case: with it alone anybody follows the case. */
    RECEIPT_CODE(Whose.CASE);

    private final Whose whose;

    PersonalKind(Whose whose) {
        this.whose = whose;
    }

    /** Returns whose data of this kind is. */
    public Whose whose() {
        return whose;
    }

    /** The two kinds of subjects. */
    public enum Whose {
        /** A person in their role in a case. */
        PERSON,
        /** The case, for what concerns all its people: {@link SubjectId#ofCase}. */
        CASE
    }
}
