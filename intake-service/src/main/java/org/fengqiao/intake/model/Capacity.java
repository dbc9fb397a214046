package org.fengqiao.intake.model;

/** Capacities in which somebody acts on behalf of a party. */
public enum Capacity {
    /** The legal representative of a legal person, or the head of another organisation (民事诉讼法 art. 51). */
    LEGAL_REPRESENTATIVE,
    /** An agent whom the party gave a power of attorney (民事诉讼法 art. 61, 62). */
    AGENT,
    /** The guardian of a party that cannot act by itself, such as a minor (民事诉讼法 art. 60). */
    GUARDIAN
}
