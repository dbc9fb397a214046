package org.fengqiao.control.replay;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A message to a partner as a service wrote it.
 *
 * @param service who wrote it
 * @param caseId the case it is about
 * @param messageId its identity
 * @param topic the partner's topic
 * @param key what it is ordered by
 * @param type its full name
 * @param recordedAt when it was written
 * @param causationId the event it follows from; null if from none
 * @param sequence its number on the partner's topic; null for what is to no partner
 * @param data its body, with everything personal in boxes
 */
public record SentMessage(
        String service,
        UUID caseId,
        UUID messageId,
        String topic,
        String key,
        String type,
        Instant recordedAt,
        @Nullable UUID causationId,
        @Nullable Long sequence,
        JsonNode data) {}
