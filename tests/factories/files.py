"""Files as they come from browsers."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def upload(content: bytes = PNG, name: str = "bild.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def archive(**members: bytes | str) -> bytes:
    """A ZIP archive; in names `__` stands for a slash and `_types` for [Content_Types].xml."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr("[Content_Types].xml" if name == "_types" else name.replace("__", "/"), content)
    return file.getvalue()


def docx(**members: bytes | str) -> bytes:
    return archive(_types=f'<Types><Override ContentType="{MAIN}"/></Types>', word__document="<w/>", **members)
