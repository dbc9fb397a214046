package org.fengqiao.mediation.model;

/** Form in which an agreement was made (人民调解法 art. 28). */
public enum AgreementForm {
    WRITTEN,
    ORAL
}
