package org.fengqiao.intake.view;

import org.fengqiao.intake.model.IntakeCase;

/** State of a case in the front desk's words. */
public enum IntakeStatus {
    /** Registered, waiting for a clerk. */
    REGISTERED("已登记，等待受理", "Registered, waiting to be accepted"),
    /** The centre has taken it on. */
    ACCEPTED("已受理", "Accepted"),
    /** The centre does not take it on. */
    DECLINED("不予受理", "Declined"),
    /** The case was withdrawn. */
    WITHDRAWN("已撤回", "Withdrawn");

    private final String zh;
    private final String en;

    IntakeStatus(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** Returns the state in Chinese, for the party. */
    public String zh() {
        return zh;
    }

    /** Returns the state in English. */
    public String en() {
        return en;
    }

    /** Returns the status of a case. */
    public static IntakeStatus of(IntakeCase.Registered state) {
        return switch (state) {
            case IntakeCase.Waiting _ -> REGISTERED;
            case IntakeCase.Accepted _ -> ACCEPTED;
            case IntakeCase.Declined _ -> DECLINED;
            case IntakeCase.Withdrawn _ -> WITHDRAWN;
        };
    }
}
