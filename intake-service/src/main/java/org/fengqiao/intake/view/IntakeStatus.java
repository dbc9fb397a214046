package org.fengqiao.intake.view;

import java.util.Optional;

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

    /** The status of a case; empty if it is not registered. */
    public static Optional<IntakeStatus> of(IntakeCase state) {
        return switch (state) {
            case IntakeCase.Unregistered _ -> Optional.empty();
            case IntakeCase.Waiting _ -> Optional.of(REGISTERED);
            case IntakeCase.Accepted _ -> Optional.of(ACCEPTED);
            case IntakeCase.Declined _ -> Optional.of(DECLINED);
            case IntakeCase.Withdrawn _ -> Optional.of(WITHDRAWN);
        };
    }
}
