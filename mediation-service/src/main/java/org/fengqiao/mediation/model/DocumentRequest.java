package org.fengqiao.mediation.model;

import org.jspecify.annotations.Nullable;

/**
 * Request for a document.
 *
 * @param served the number of the document that is handed over; null unless this is the proof of it
 * @param recipient the id of the party that gets it; null unless this is the proof of it
 */
public record DocumentRequest(
        DocumentKind kind,
        @Nullable Integer served,
        @Nullable String recipient) {}
