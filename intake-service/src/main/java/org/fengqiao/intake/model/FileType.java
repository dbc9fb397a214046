package org.fengqiao.intake.model;

/** Type of an attachment, found by what is in it and not by its name. */
public enum FileType {
    /** Portable Document Format. */
    PDF,
    /** Open Fixed-layout Document (GB/T 33190), the form of official documents. */
    OFD,
    /** A document of a word processor (ISO/IEC 29500). */
    DOCX,
    /** A photograph. */
    JPEG,
    /** An image, such as of a screen. */
    PNG,
    /** A photograph of a telephone. */
    HEIC,
    /** Sound. */
    MP3,
    /** Sound or a film. */
    MP4,
    /** Plain text in UTF-8. */
    TEXT
}
