package org.fengqiao.routing.model;

/** Grade of how a case was handled (评查等次), the best first. */
public enum Grade {
    /** 优秀: may become a typical case. */
    EXCELLENT,
    /** 合格. */
    QUALIFIED,
    /** 瑕疵: a flaw that is to be put right. */
    FLAWED,
    /** 不合格: the case is opened again. */
    UNQUALIFIED;

    /** Returns whether something is to be put right. */
    boolean asksForRectification() {
        return switch (this) {
            case EXCELLENT, QUALIFIED -> false;
            case FLAWED, UNQUALIFIED -> true;
        };
    }
}
