package org.fengqiao.intake.model;

/** Ground for erasing somebody's data (个人信息保护法 第四十七条). */
public enum ErasureGround {
    /** The purpose of the data is fulfilled, or cannot be fulfilled any more. */
    PURPOSE_FULFILLED("个人信息保护法 第四十七条第一款第一项"),
    /** The retention period is over. */
    RETENTION_OVER("个人信息保护法 第四十七条第一款第二项"),
    /** The person takes the consent back. */
    CONSENT_WITHDRAWN("个人信息保护法 第四十七条第一款第三项"),
    /** The data was handled against the law or an agreement. */
    UNLAWFUL("个人信息保护法 第四十七条第一款第四项");

    private final String article;

    ErasureGround(String article) {
        this.article = article;
    }

    /** Returns the article behind it. */
    public String article() {
        return article;
    }
}
