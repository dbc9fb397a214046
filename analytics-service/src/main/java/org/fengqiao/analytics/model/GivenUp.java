package org.fengqiao.analytics.model;

import java.util.UUID;

/**
 * Events of a service's stream of a case that an operator gave up, since they could not be followed.
 *
 * @param from the number of the first
 * @param to the number of the last
 */
public record GivenUp(UUID caseId, String service, long from, long to) {

    boolean has(UUID someCase, String someService, long sequence) {
        return caseId.equals(someCase) && service.equals(someService) && from <= sequence && sequence <= to;
    }
}
