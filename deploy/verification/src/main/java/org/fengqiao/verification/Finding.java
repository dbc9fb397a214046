package org.fengqiao.verification;

/**
 * The finding about one thing that was verified.
 *
 * @param well whether all is as it was recorded
 * @param what in words, for a person
 */
public record Finding(boolean well, String what) {}
