package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.upload.UploadI18N;

/** What an upload says, in the language of the person who looks; Vaadin's own words are English. */
public final class UploadWords {

    private UploadWords() {}

    /**
     * @param choose on its button
     * @param drop beside it
     * @param wrongType of a file with another ending
     * @param largest in bytes
     */
    public static UploadI18N of(String choose, String drop, String wrongType, long largest) {
        var words = new UploadI18N();
        words.setAddFiles(new UploadI18N.AddFiles().setOne(choose).setMany(choose));
        words.setDropFiles(new UploadI18N.DropFiles().setOne(drop).setMany(drop));
        words.setError(new UploadI18N.Error()
                .setTooManyFiles(t("upload.one"))
                .setFileIsTooBig(t("upload.too-big", Words.bytes(largest)))
                .setIncorrectFileType(wrongType));
        words.setUploading(new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting(t("upload.connecting"))
                        .setStalled(t("upload.stalled"))
                        .setProcessing(t("upload.processing"))
                        .setHeld(t("task.status.queued")))
                .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                        .setPrefix(t("upload.remaining") + " ")
                        .setUnknown(t("upload.remaining.unknown")))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable(t("upload.failed"))
                        .setUnexpectedServerError(t("upload.failed"))
                        .setForbidden(t("upload.forbidden"))));
        words.setFile(new UploadI18N.File()
                .setRetry(t("upload.again"))
                .setStart(t("upload.start"))
                .setRemove(t("action.remove")));
        return words;
    }
}
