"""What Gradio says of its own, in French whatever the language of the browser; what it misses is in `page.js`."""

from gradio.i18n import I18n

SPOKEN = I18n(
    fr={
        "blocks.connection_can_break": "Gardez cette page ouverte : en veille, la connexion peut se couper.",
        "blocks.long_requests_queue": "Beaucoup de demandes attendent. La vôtre viendra à son tour.",
        "blocks.waiting_for_inputs": "Un fichier est encore en cours d'envoi : attendez, puis recommencez.",
        "common.clear": "Effacer",
        "common.complete": "Terminé",
        "common.progress": "Avancement",
        "common.remove": "Retirer",
        "common.upload": "Choisir un fichier",
        "file.uploading": "Envoi en cours…",
        "status.queue_position": "Place dans la file d'attente : {position} sur {size}",
        "upload_text.click_to_upload": "Cliquez pour choisir un fichier",
        "upload_text.drop_file": "Déposez un fichier ici",
    }
)
"""In Gradio's own translation a file is "téléchargé" on its way to the server, and some words are still English."""

BROWSER = '<script>Object.defineProperty(navigator, "language", { value: "fr" });</script>'
"""For the head of a page. Gradio speaks the language of the browser, and our pages French: half of each is neither."""
