package org.fengqiao.routing.model;

/**
 * Facts about a case by which the rules say whether it is to be consulted on.
 *
 * @param groundAsks whether a ground of risk asks for a consultation
 * @param rounds how often it was judged again because what was tried did not hold
 * @param returns how often a unit gave it back
 * @param departments how many departments held it or were said to be responsible for it
 */
public record ConsultationFacts(
        Complexity complexity, Risk risk, boolean groundAsks, int rounds, int returns, int departments) {}
