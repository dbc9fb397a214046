package org.fengqiao.intake.model;

/** Procedure in which a case stands when the court appoints the centre to mediate it (人民法院在线调解规则 art. 24). */
public enum Procedure {
    /** It is not filed yet (立案前). */
    BEFORE_FILING,
    /** It is filed and goes by the ordinary procedure (普通程序). */
    ORDINARY,
    /** It is filed and goes by the summary procedure (简易程序). */
    SUMMARY
}
