package org.fengqiao.petition.model;

/** Kinds of relief (救助). */
public enum ReliefKind {
    /** Legal aid (法律援助法). */
    LEGAL_AID,
    /** Counselling by somebody trained in it (心理疏导). */
    COUNSELLING,
    /** Social assistance (社会救助暂行办法). */
    SOCIAL_ASSISTANCE,
    /** Assistance by the organs of justice (国家司法救助). */
    JUDICIAL_ASSISTANCE
}
