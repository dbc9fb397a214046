package org.fengqiao.mediation.model;

/** Subject of an agreement that a court does not confirm, whatever the dispute (民诉解释 art. 355). */
public enum Matter {
    /**
     * That a marriage, parentage or adoption is valid, void or dissolved (no. 3); not maintenance between relatives.
     */
    PERSONAL_STATUS,
    /** To whom a thing belongs (no. 5). */
    PROPERTY_TITLE,
    /** To whom an intellectual property right belongs (no. 5). */
    INTELLECTUAL_PROPERTY_TITLE,
    /** A matter that another special procedure, public summons or bankruptcy decides (no. 4). */
    OTHER_PROCEDURE,
    /** A matter that no civil court decides at all (no. 1). */
    OUTSIDE_THE_COURTS
}
