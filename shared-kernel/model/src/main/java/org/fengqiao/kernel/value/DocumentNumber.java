package org.fengqiao.kernel.value;

/**
 * The form of an official document's number (发文字号, 案号), such as 昆政复〔2024〕12号 or (2024)内0203民特1号: who issued it, in
 * which year, and its number (党政机关公文处理工作条例 art. 9). It is recorded in clear, so there is no room in it for what people
 * are called, where they live and how they are reached.
 */
public final class DocumentNumber {

    /**
     * Letters of any script, digits and what stands between them; a year is among them, and no number is as long as a
     * telephone's.
     */
    public static final String FORM = "(?=.*(?:19|20)[0-9]{2})(?!.*[0-9]{9})[\\p{L}\\p{N}〔〕()（）\\[\\]_/.:· \\-]+";

    /** The greatest number of characters. */
    public static final int LENGTH = 64;

    private DocumentNumber() {}
}
