package org.fengqiao.intake.model;

/** Side that asks a question about a referred case; the other one answers. */
public enum Asker {
    CENTRE,
    PARTNER
}
