package org.fengqiao.analytics.metric;

/**
 * The same words in both languages of the screen.
 *
 * @param en in English
 * @param zh in Chinese
 */
public record Words(String en, String zh) {}
