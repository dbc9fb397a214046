package org.fengqiao.mediation.model;

/** Ground on which an answer looks made up, for those who evaluate. A mark proves nothing. */
public enum MarkGround {
    /** One telephone number answered for more parties than the rule expects of one. */
    ONE_PHONE_FOR_MANY,
    /** One asker reported nothing but fives on one evening. */
    ALL_FIVES_ON_ONE_EVENING,
    /** It was recorded as soon as the closing was known. */
    SOON_AFTER_CLOSING
}
