package org.fengqiao.petition.model;

/** Kinds of bodies to which relief is referred. */
public enum ReliefBody {
    /** The legal aid institution (法律援助机构). */
    LEGAL_AID_INSTITUTION,
    /** The psychological service of centre, hospital or association. */
    COUNSELLING_SERVICE,
    /** The window of a town or street for social assistance (社会救助暂行办法 art. 60). */
    STREET_OFFICE,
    /** The civil affairs department. */
    CIVIL_AFFAIRS,
    /** The medical insurance department. */
    MEDICAL_INSURANCE,
    /** The court. */
    COURT,
    /** The procuratorate. */
    PROCURATORATE,
    /** The police. */
    PUBLIC_SECURITY,
    /** The committee for political and legal affairs. */
    POLITICAL_LEGAL_COMMITTEE
}
