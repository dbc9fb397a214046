package org.fengqiao.kernel.value;

/**
 * Words in Chinese and English; neither is blank.
 *
 * @param zh Chinese, as the law or the user says it
 * @param en English
 */
public record Bilingual(String zh, String en) {

    /** @throws IllegalArgumentException if one of them is blank */
    public Bilingual {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("words are needed in Chinese and in English");
        }
    }
}
